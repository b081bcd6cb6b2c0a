/** What mending a message needs to know of its schema, without references. */
export interface RepairSchema {
  readonly type: string;
  readonly properties?: Readonly<Record<string, RepairSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: RepairSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}
