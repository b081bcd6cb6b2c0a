import { Aws, RemovalPolicy } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  ResourceServerScope,
  UserPool,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { API_SCOPE } from "#contracts/api-scope.ts";
import { acknowledge } from "../acknowledge.ts";
import type { Stage } from "../settings.ts";
import { PASSWORD_POLICY } from "./password-policy.ts";

/**
 * Sign-in of programs, by client credentials: no people, and no clients in the template. The platform makes a client
 * for each program that an operator lets in (CreateUserPoolClient), with the one scope `chargeward/api`.
 */
export class ApiClientPool extends Construct {
  readonly pool: UserPool;
  readonly userPoolId: string;
  readonly userPoolArn: string;
  /** What `iss` of the programs' access tokens says. */
  readonly issuer: string;
  /** Where a program gets its access tokens. */
  readonly tokenUrl: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.pool = new UserPool(this, "Pool", {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      passwordPolicy: PASSWORD_POLICY,
      accountRecovery: AccountRecovery.NONE,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const [identifier = "", scopeName = ""] = API_SCOPE.split("/");
    this.pool.addResourceServer("Api", {
      identifier,
      scopes: [
        new ResourceServerScope({
          scopeName,
          scopeDescription: "The REST API, within the rights that the operator gave the program",
        }),
      ],
    });
    const domain = this.pool.addDomain("Domain", {
      cognitoDomain: { domainPrefix: `chargeward-${stage}-api-${Aws.ACCOUNT_ID}` },
    });
    this.userPoolId = this.pool.userPoolId;
    this.userPoolArn = this.pool.userPoolArn;
    this.issuer = this.pool.userPoolProviderUrl;
    this.tokenUrl = `${domain.baseUrl()}/oauth2/token`;
    acknowledge(
      this.pool,
      "Nobody signs in here: the pool holds no people, and a program has no second factor to show.",
      "AwsSolutions-COG2",
    );
    acknowledge(
      this.pool,
      "Threat protection judges the sign-ins of people, of whom this pool has none.",
      "AwsSolutions-COG8",
    );
  }
}
