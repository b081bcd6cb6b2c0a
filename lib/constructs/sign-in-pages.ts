import { Aws } from "aws-cdk-lib";
import {
  CfnManagedLoginBranding,
  ManagedLoginVersion,
  type UserPool,
  type UserPoolClient,
} from "aws-cdk-lib/aws-cognito";

/** Where a pool signs people in. */
export interface SignInPages {
  readonly url: string;
  /** Origins that a page of ours calls to sign somebody in. */
  readonly origins: readonly string[];
}

/** Gives a pool Cognito's own pages in their newer form, the only one that knows passkeys. The account id makes the prefix unique, as all accounts of a Region share one name space. */
export function addSignInPages(
  pool: UserPool,
  client: UserPoolClient,
  prefix: string,
): SignInPages {
  const domain = pool.addDomain("Domain", {
    cognitoDomain: { domainPrefix: `${prefix}-${Aws.ACCOUNT_ID}` },
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  // Without a style the newer pages do not open.
  const style = new CfnManagedLoginBranding(pool, "Style", {
    userPoolId: pool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  style.node.addDependency(domain);
  const url = domain.baseUrl();
  return { url, origins: [url, `https://cognito-idp.${Aws.REGION}.${Aws.URL_SUFFIX}`] };
}
