/** Parent to platform. */
export type PlatformRequest = "usage" | "stop";

/** Platform to parent. */
export type PlatformReport =
  | {
      readonly kind: "ready";
      readonly ocppUrl: string;
      /** Everything that the functions find in their environments. */
      readonly environment: Readonly<Record<string, string>>;
    }
  | PlatformUsage;

export interface PlatformUsage {
  readonly kind: "usage";
  /** Of the Node process, since its start. */
  readonly cpuSeconds: number;
  /** Execution environments that are loaded. */
  readonly environments: number;
}
