import type { StoredDriver } from "#adapters/dynamodb/driver-store.ts";
import type { Page } from "#adapters/dynamodb/list-page.ts";
import type { PortableRecord } from "#contracts/rest/portability.ts";
import type { TenantContext } from "#domain/tenancy/tenant-context.ts";

/** Whose data is handed out. */
export interface Subject {
  readonly context: TenantContext;
  readonly driver: StoredDriver;
}

/** A page of one section, behind a place in it. */
export type ReadSection = (
  subject: Subject,
  limit: number,
  after?: string,
) => Promise<Page<PortableRecord>>;
