import { describe, expect, it } from "vitest";
import { loadEdgeFunction } from "./edge-function.ts";

const rewrite = loadEdgeFunction("ocpp-path");

function queryOf(uri: string, querystring = {}) {
  return rewrite({ uri, querystring }).querystring;
}

describe("a charger's URL", () => {
  it.each([
    ["/demo-a/CP-1"],
    ["/ocpp/demo-a/CP-1"],
    ["/ocpp/v1/demo-a/CP-1"],
    ["//demo-a//CP-1"],
    ["/demo-a/CP-1/"],
    ["/demo-a/CP-1//"],
    ["///demo-a/CP-1"],
    ["/%64emo-a/CP%2d1"],
    ["ws://ocpp.example/demo-a/CP-1"],
    ["WSS://ocpp.example:443/ocpp//demo-a/CP-1/"],
  ])("names operator and charger by its last two segments: %s", (uri) => {
    const request = rewrite({ uri, querystring: {} });

    expect(request).toEqual({
      uri: "/",
      querystring: { operator: { value: "demo-a" }, charger: { value: "CP-1" } },
    });
  });

  it.each([
    ["/demo-a/CP%201", "CP%201"],
    ["/demo-a/CP%2F1", "CP%2F1"],
    ["/demo-a/%C3%A9", "%C3%A9"],
    ["/demo-a/%41", "A"],
  ])("keeps what percent-encoding means: %s", (uri, charger) => {
    expect(queryOf(uri)).toMatchObject({ charger: { value: charger } });
  });

  it("keeps a plus, which a query would read as a space", () => {
    expect(queryOf("/demo-a/CP+1")).toMatchObject({ charger: { value: "CP%2B1" } });
  });

  it("cannot bring a parameter of its own, in the query or in a segment", () => {
    const query = queryOf("/demo-a/CP-1&operator=demo-b", { operator: { value: "demo-b" } });

    expect(query).toEqual({
      operator: { value: "demo-a" },
      charger: { value: "CP-1%26operator%3Ddemo-b" },
    });
  });

  it.each([
    ["/", { operator: { value: "demo-a" }, charger: { value: "CP-1" } }],
    ["", { operator: { value: "demo-a" }, charger: { value: "CP-1" } }],
    ["/ocpp/", { operator: { value: "demo-a" }, charger: { value: "/CP-1" } }],
    [
      "/ocpp",
      { operator: { value: "demo%2Da" }, charger: { value: "//CP%2D1/" }, v: { value: "" } },
    ],
  ])("may name both in the query where the path names none: %s", (uri, querystring) => {
    expect(queryOf(uri, querystring)).toEqual({
      operator: { value: "demo-a" },
      charger: { value: "CP-1" },
    });
  });

  it("may have an identity of 48 characters, counted decoded", () => {
    const identity = "é".repeat(48);

    expect(queryOf(`/demo-a/${encodeURIComponent(identity)}`)).toMatchObject({
      charger: { value: encodeURIComponent(identity) },
    });
  });

  it.each([
    ["no segment", "/"],
    ["one segment", "/CP-1"],
    ["slashes only", "////"],
    ["a charger of 49 characters", `/demo-a/${"x".repeat(49)}`],
    ["an operator of 49 characters", `/${"x".repeat(49)}/CP-1`],
    ["broken percent-encoding", "/demo-a/%E0%A4%A"],
    ["a charger that is encoded twice", "/demo-a/CP%252D1"],
    ["an operator that is encoded twice", "/demo%252Da/CP-1"],
    ["a host in the place of the operator", "ws://demo-a/CP-1"],
    ["a host and nothing else", "ws://demo-a"],
  ])("is not found with %s", (_, uri) => {
    expect(rewrite({ uri, querystring: {} })).toMatchObject({ statusCode: 404 });
  });

  it.each([
    ["only an operator", { operator: { value: "demo-a" } }],
    ["only a charger", { charger: { value: "CP-1" } }],
    ["an empty charger", { operator: { value: "demo-a" }, charger: { value: "/" } }],
    ["a charger encoded twice", { operator: { value: "demo-a" }, charger: { value: "CP%252D1" } }],
    [
      "two chargers",
      {
        operator: { value: "demo-a" },
        charger: { value: "CP-1", multiValue: [{ value: "CP-1" }, { value: "CP-2" }] },
      },
    ],
  ])("is not found with %s in the query", (_, querystring) => {
    expect(rewrite({ uri: "/", querystring })).toEqual({
      statusCode: 404,
      statusDescription: "Not Found",
    });
  });
});

describe("the headers of a handshake", () => {
  const rewritten = (headers: Readonly<Record<string, { readonly value: string }>>) =>
    rewrite({ uri: "/demo-a/CP-1", querystring: {}, headers });

  it("have their credentials copied to where the list of what is passed on can name them", () => {
    const authorization = { value: "Basic eA==" };

    expect(rewritten({ authorization }).headers).toEqual({
      authorization,
      "x-chargeward-authorization": authorization,
    });
  });

  it("cannot bring a copy of their own", () => {
    expect(rewritten({ "x-chargeward-authorization": { value: "Basic eA==" } }).headers).toEqual(
      {},
    );
  });

  it("cannot bring a certificate: the real one is hidden here", () => {
    expect(rewritten({ "cloudfront-viewer-cert-pem": { value: "made up" } })).toMatchObject({
      statusCode: 400,
    });
  });
});
