import { verifyChargerPassword } from "#adapters/credentials/charger-password.ts";
import type { Handshake } from "#domain/fleet/admit-charger.ts";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import { basicCredentials } from "./basic-credentials.ts";
import { commonVersion } from "./common-version.ts";
import { type HandshakeEvent, headerOf, sourceIpOf } from "./handshake-event.ts";

/** A handshake in the domain's words. It proves an identity by HTTP Basic, with the identity as the user name, byte for byte. */
export function handshakeOf(event: HandshakeEvent, identity: ChargerIdentity): Handshake {
  const { connectionId, connectedAt = Date.now() } = event.requestContext;
  const credentials = basicCredentials(headerOf(event, "authorization"));
  const isNamed = credentials?.user.equals(Buffer.from(identity.chargerId)) ?? false;
  return {
    identity,
    connectionId,
    sourceIp: sourceIpOf(event),
    receivedAt: new Date(connectedAt).toISOString(),
    version: commonVersion(headerOf(event, "sec-websocket-protocol")),
    proves: async (credential) =>
      (await verifyChargerPassword(credentials?.password, credential)) && isNamed,
  };
}
