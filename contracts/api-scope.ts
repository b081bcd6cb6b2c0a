/** Whose resource server the one scope of programs belongs to, and the scope's own name. */
export const API_RESOURCE_SERVER = "chargeward";
export const API_SCOPE_NAME = "api";

/** What an API client asks for at the token endpoint; what it may do its item says, not its token. */
export const API_SCOPE = `${API_RESOURCE_SERVER}/${API_SCOPE_NAME}`;
