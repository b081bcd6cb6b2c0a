import { randomBytes } from "node:crypto";
import { keyRotationStore } from "#adapters/dynamodb/key-rotation-store.ts";
import {
  listKeyRotations,
  readKeyRotation,
  startKeyRotation,
} from "#contracts/rest/key-rotations.ts";
import { COMMAND_ID_RANDOM_BYTES, newCommandId } from "#domain/commands/command-id.ts";
import { DomainError } from "#domain/errors.ts";
import { type KeyRotation, newRotation } from "#domain/privacy/key-rotation.ts";
import { listOf, nextCursor, placeIn } from "#functions/shared/list-reply.ts";
import { peopleTable } from "#functions/shared/people-table.ts";
import { route } from "#functions/shared/rest-route.ts";

export const rotationRoutes = [
  route(listKeyRotations, async ({ context, query }) => {
    const list = listOf(context, "key-rotations", query);
    const page = await keyRotationStore(context, peopleTable).list(
      query.limit,
      placeIn(list, query),
    );
    return { body: { items: page.items.map(rotationReply), ...nextCursor(list, page) } };
  }),

  route(startKeyRotation, async ({ context, body, receivedAt: startedAt }) => {
    const { operatorId, subject: startedBy } = context;
    const random = randomBytes(COMMAND_ID_RANDOM_BYTES);
    const rotationId = newCommandId(Date.parse(startedAt), random);
    const rotation = newRotation({ ...body, operatorId, rotationId, startedBy, startedAt });
    await keyRotationStore(context, peopleTable).begin(rotation);
    const location = `/v1/operators/${operatorId}/key-rotations/${rotationId}`;
    return { body: rotationReply(rotation), headers: { location } };
  }),

  route(readKeyRotation, async ({ context, params }) => {
    const rotation = await keyRotationStore(context, peopleTable).lookUp(params.rotationId);
    if (!rotation) {
      throw new DomainError("key-rotation.not-found", "There is no such rotation of keys.");
    }
    return { body: rotationReply(rotation) };
  }),
];

/** A rotation as REST shows it: where in a step it is says nothing to people. */
function rotationReply({ position: _, version: __, ...rotation }: KeyRotation) {
  return { ...rotation, counts: { ...rotation.counts } };
}
