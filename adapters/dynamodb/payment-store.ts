import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import type { Posting } from "#domain/payments/ledger.ts";
import type { Payment } from "#domain/payments/payment.ts";
import type { PaymentAddress, PaymentStore } from "#domain/payments/ports.ts";
import type { Refund } from "#domain/payments/refund.ts";
import { type Actor, changedBy, unstamped } from "./change-stamp.ts";
import { dynamo, fromItem, type Item, refusedConditions, toItem, ttlAfter } from "./client.ts";
import { keys } from "./keys.ts";
import { transact } from "./transact.ts";

const POINTER_SECONDS = 90 * 86_400;

/** A payment as the table has it, without its stamp. */
export function paymentOf(item: Item): Payment {
  return unstamped(fromItem<Payment>(item)) as Payment;
}

/** Payments with their refunds and postings, written for somebody. */
export function dynamoPaymentStore(
  paymentsTable: string,
  actor: Actor,
): PaymentStore & {
  /** Stores a new payment; false where there is one already. */
  readonly create: (payment: Payment) => Promise<boolean>;
  /** The payment of a token's session. */
  readonly byToken: (operatorId: string, tokenRef: string) => Promise<string | undefined>;
  /** Which payments must be looked at by now, the longest due first. */
  readonly due: (now: string, limit: number) => Promise<readonly PaymentAddress[]>;
} {
  const read = async (key: object): Promise<Item | undefined> => {
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: paymentsTable, Key: toItem(key), ConsistentRead: true }),
    );
    return Item;
  };
  const itemOf = (payment: Payment) => ({
    ...keys.payment(payment.operatorId, payment.paymentId),
    ...(payment.dueAt !== undefined &&
      keys.duePayment(payment.operatorId, payment.paymentId, payment.dueAt)),
    ...payment,
    ...changedBy(actor),
  });

  return {
    async find({ operatorId, paymentId }) {
      const item = await read(keys.payment(operatorId, paymentId));
      return item && paymentOf(item);
    },

    async findRefund({ operatorId, paymentId }, refundId) {
      const item = await read(keys.refund(operatorId, paymentId, refundId));
      return item && (unstamped(fromItem<Refund>(item)) as Refund);
    },

    async byToken(operatorId, tokenRef) {
      const item = await read(keys.paidToken(operatorId, tokenRef));
      return item && fromItem<{ readonly paymentId: string }>(item).paymentId;
    },

    async create(payment) {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: paymentsTable,
            Item: toItem(itemOf(payment)),
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        );
        return true;
      } catch (error) {
        if (!refusedConditions(error)) throw error;
        return false;
      }
    },

    async write({ before, after, postings = [], refund }) {
      const members: TransactWriteItem[] = [
        {
          Put: {
            TableName: paymentsTable,
            Item: toItem(itemOf(after)),
            ConditionExpression: "#version = :read",
            ExpressionAttributeNames: { "#version": "version" },
            ExpressionAttributeValues: toItem({ ":read": before.version }),
          },
        },
        ...postings.map((posting) => putPosting(paymentsTable, posting)),
        ...(refund ? [putRefund(paymentsTable, refund, actor)] : []),
        ...pointerOf(paymentsTable, before, after),
      ];
      return (await transact(members)) === undefined;
    },

    async due(now, limit) {
      const { gsi1pk } = keys.duePayment("", "", now);
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: paymentsTable,
          IndexName: "gsi1",
          KeyConditionExpression: "gsi1pk = :platform AND gsi1sk < :now",
          // Behind every item of this very moment.
          ExpressionAttributeValues: toItem({ ":platform": gsi1pk, ":now": `${now}$` }),
          Limit: limit,
        }),
      );
      return Items.flatMap(({ pk, sk }) => {
        const paymentId = sk?.S?.slice(keys.payment("", "").sk.length);
        return pk?.S && paymentId ? [{ operatorId: pk.S, paymentId }] : [];
      });
    },
  };
}

/** The writing of a refund in place of what is there. */
export function putRefund(paymentsTable: string, refund: Refund, actor: Actor): TransactWriteItem {
  const { operatorId, paymentId, refundId } = refund;
  const key = keys.refund(operatorId, paymentId, refundId);
  return {
    Put: { TableName: paymentsTable, Item: toItem({ ...key, ...refund, ...changedBy(actor) }) },
  };
}

function putPosting(paymentsTable: string, posting: Posting): TransactWriteItem {
  const { operatorId, bookedAt, postingId } = posting;
  return {
    Put: {
      TableName: paymentsTable,
      Item: toItem({ ...keys.posting(operatorId, bookedAt, postingId), ...posting }),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}

function pointerOf(paymentsTable: string, before: Payment, after: Payment): TransactWriteItem[] {
  const { operatorId, paymentId, tokenRef, updatedAt } = after;
  if (tokenRef === undefined || tokenRef === before.tokenRef) return [];
  const key = keys.paidToken(operatorId, tokenRef);
  const ttl = ttlAfter(updatedAt, POINTER_SECONDS);
  const Item = toItem({ ...key, operatorId, tokenRef, paymentId, ttl });
  return [{ Put: { TableName: paymentsTable, Item } }];
}
