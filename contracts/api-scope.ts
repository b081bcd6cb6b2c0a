/** What an API client asks for at the token endpoint (lib/constructs/api-client-pool.ts); what it may do its item says. */
export const API_SCOPE = "chargeward/api";
