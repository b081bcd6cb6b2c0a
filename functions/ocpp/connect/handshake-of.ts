import { certificateReader } from "#adapters/dynamodb/certificate-reader.ts";
import type { Handshake } from "#domain/fleet/admit-charger.ts";
import type { ChargerIdentity } from "#domain/fleet/charger-identity.ts";
import { environment } from "#functions/shared/environment.ts";
import { basicCredentials } from "./basic-credentials.ts";
import { certificateProof } from "./certificate-proof.ts";
import { commonVersion } from "./common-version.ts";
import { type HandshakeEvent, headerOf, sourceIpOf } from "./handshake-event.ts";
import { passwordProof } from "./password-proof.ts";
import { viewerTransport } from "./viewer-transport.ts";

const certificates = certificateReader(environment("FLEET_TABLE"));

/**
 * A handshake in the domain's words. It proves an identity by a certificate, where it brings one, and else by HTTP
 * Basic, with the identity as the user name, byte for byte.
 */
export function handshakeOf(event: HandshakeEvent, identity: ChargerIdentity): Handshake {
  const { connectionId, connectedAt = Date.now() } = event.requestContext;
  const receivedAt = new Date(connectedAt).toISOString();
  const { isTls, certificatePem } = viewerTransport(event);
  // The edge's policy can let a copy of Authorization through, and not the header itself.
  const authorization =
    headerOf(event, "x-chargeward-authorization") ?? headerOf(event, "authorization");
  const credentials = basicCredentials(authorization);
  const isNamed = credentials?.user.equals(Buffer.from(identity.chargerId)) ?? false;
  const sent = { password: credentials?.password, isNamed };
  return {
    identity,
    connectionId,
    sourceIp: sourceIpOf(event),
    receivedAt,
    version: commonVersion(headerOf(event, "sec-websocket-protocol")),
    proves: async (found) => {
      const byPassword = await passwordProof(sent, found?.charger, { isTls, now: receivedAt });
      if (found === undefined || certificatePem === undefined) return byPassword;
      return certificateProof(certificatePem, found, certificates, receivedAt);
    },
  };
}
