/** One variable of a charger's device model as it last reported it (2.0.1 NotifyReport); 1.6 keys fit in as component `Configuration`. */
export interface DeviceVariable {
  readonly component: DeviceComponent;
  readonly variable: { readonly name: string; readonly instance?: string };
  readonly attributes: readonly VariableAttribute[];
  readonly characteristics?: Readonly<Record<string, unknown>>;
  readonly reportedAt: string;
}

export interface DeviceComponent {
  readonly name: string;
  readonly instance?: string;
  readonly evseId?: number;
  readonly connectorId?: number;
}

interface VariableAttribute {
  /** Actual, Target, MinSet or MaxSet; Actual where the charger names none. */
  readonly type: string;
  readonly value?: string;
  readonly mutability?: string;
  readonly persistent?: boolean;
  readonly constant?: boolean;
}

/** Variables that hold a secret of the charger, in lower case, whatever a faulty charger says of their mutability. */
const SECRET_VARIABLES = new Set(["basicauthpassword", "authorizationkey"]);

/** Whether a variable holds a secret of the charger, by its name. */
export function isSecretVariable(name: string): boolean {
  return SECRET_VARIABLES.has(name.toLowerCase());
}

/** The variable without values that nobody may read back: of write-only attributes, and of passwords. */
export function withoutSecretValues(variable: DeviceVariable): DeviceVariable {
  const isSecret = isSecretVariable(variable.variable.name);
  const attributes = variable.attributes.map((attribute) => {
    if (!isSecret && attribute.mutability !== "WriteOnly") return attribute;
    const { value, ...readable } = attribute;
    return readable;
  });
  return { ...variable, attributes };
}
