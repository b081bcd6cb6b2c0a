/** Where a right comes from, and so why somebody may do a thing. */
export type RightSource =
  | {
      readonly kind: "role";
      readonly scope: string;
      readonly roleId: string;
      readonly version: number;
    }
  | {
      readonly kind: "grant";
      readonly scope: string;
      readonly grantId: string;
      readonly until?: string;
      /** Where the grant gives a role and not single permissions. */
      readonly roleId?: string;
      readonly version?: number;
    }
  | {
      readonly kind: "client";
      readonly scope: string;
      readonly clientId: string;
      readonly until: string;
    };

/** Why somebody may, or may not, do a thing. Holds ids and times only. */
export type Reason =
  | RightSource
  | { readonly kind: "disabled"; readonly since: string }
  | { readonly kind: "no-such-permission" }
  | { readonly kind: "stranger" }
  | { readonly kind: "no-such-role"; readonly roleId: string }
  | { readonly kind: "lacks-permission"; readonly of: RightSource }
  | { readonly kind: "other-site"; readonly of: RightSource; readonly siteIds: readonly string[] }
  | { readonly kind: "not-of-one-site"; readonly of: RightSource }
  | { readonly kind: "not-own"; readonly of: RightSource }
  | { readonly kind: "grant-not-approved"; readonly grantId: string }
  | { readonly kind: "grant-not-started"; readonly grantId: string; readonly startsAt: string }
  | { readonly kind: "grant-ended"; readonly grantId: string; readonly at?: string }
  | { readonly kind: "grant-revoked"; readonly grantId: string; readonly at: string }
  | { readonly kind: "client-expired"; readonly clientId: string; readonly at: string };
