import { type App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { BuildOutput } from "./build-output.ts";
import { DataStack } from "./data-stack.ts";
import { EventsStack } from "./events-stack.ts";
import type { Foundation } from "./foundation.ts";
import { MonitoringStack } from "./monitoring-stack.ts";
import { OcppStack } from "./ocpp-stack.ts";
import { RestStack } from "./rest-stack.ts";
import type { Settings } from "./settings.ts";
import { WafStack } from "./waf-stack.ts";
import { WebStack } from "./web-stack.ts";

export interface Platform {
  readonly data: DataStack;
  readonly ocpp: OcppStack;
  readonly rest: RestStack;
  readonly access: RestStack;
  readonly events: EventsStack;
  readonly web: WebStack;
  readonly monitoring: MonitoringStack;
}

/** Adds the stacks of one stage to the app; a finding of cdk-nag that is not acknowledged fails the synthesis. */
export function addPlatform(app: App, settings: Settings, build: BuildOutput): Platform {
  const name = (stack: string) => `Chargeward-${settings.stage}-${stack}`;
  const data = new DataStack(app, name("Data"), settings);
  const foundation: Foundation = {
    stage: settings.stage,
    settings,
    build,
    encryptionKey: data.key,
    tables: data.tables,
  };
  const ocpp = new OcppStack(app, name("Ocpp"), { foundation, data });
  const rest = new RestStack(app, name("Rest"), { foundation, data });
  const access = new RestStack(app, name("Access"), { foundation, data, api: rest.api });
  const web = new WebStack(app, name("Web"), { foundation, data, rest });
  const events = new EventsStack(app, name("Events"), { foundation, data, ocpp, web });
  const monitoring = new MonitoringStack(app, name("Monitoring"), {
    foundation,
    data,
    ocpp,
    rest,
    events,
  });
  if (settings.withWafStack) new WafStack(app, name("Waf"));
  Tags.of(app).add("application", "chargeward");
  Tags.of(app).add("stage", settings.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  return { data, ocpp, rest, access, events, web, monitoring };
}
