import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mockClient } from "aws-sdk-client-mock";
import { aContext } from "#test/support/lambda-context.ts";

type Run = (event: unknown, context: unknown) => Promise<unknown>;

/** The functions that events wake, and what they send: events, messages of queues, calls to sockets. */
export function startConsumers() {
  const sent: string[] = [];
  mockClient(EventBridgeClient)
    .on(PutEventsCommand)
    .callsFake(
      ({ Entries = [] }: { readonly Entries?: readonly { readonly Detail: string }[] }) => {
        sent.push(...Entries.map(({ Detail }) => Detail));
        return { Entries: Entries.map(() => ({ EventId: "1" })) };
      },
    );
  mockClient(SQSClient)
    .on(SendMessageCommand)
    .callsFake(({ MessageBody }: { readonly MessageBody: string }) => {
      sent.push(MessageBody);
      return {};
    });
  mockClient(ApiGatewayManagementApiClient)
    .on(PostToConnectionCommand)
    .callsFake(({ ConnectionId }: { readonly ConnectionId: string }) => {
      sent.push(ConnectionId);
      return {};
    });
  return {
    sent,
    async wake(consumer: string, event: unknown): Promise<void> {
      const { handler } = await import(`../../functions/events/${consumer}/handler.ts`);
      await (handler as Run)(event, aContext());
    },
  };
}
