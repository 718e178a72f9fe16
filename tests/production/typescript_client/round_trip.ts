// A round trip through the API with a client whose types are made from its OpenAPI document. Prints one JSON object.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Choices = components["schemas"]["Choices"];
type NotFound = components["schemas"]["NotFoundProblem"];

const site = process.argv[2] ?? "";
const client = createClient<paths>({ baseUrl: site });

const list = await client.GET("/api/v1/codes", { params: { query: { http_status: ["401"], limit: 1 } } });
const found = await client.GET("/api/v1/codes", { params: { query: { q: "not enough balance" } } });
const entry = await client.GET("/api/v1/codes/{ref}", { params: { path: { ref: "306" } } });
const several = await client.GET("/api/v1/codes/{ref}", { params: { path: { ref: "50001" } } });
const unknown = await client.GET("/api/v1/codes/{ref}", { params: { path: { ref: "40199" } } });
const outcomes = await client.GET("/api/v1/outcomes");
const decoded = await client.POST("/api/v1/decode", { body: { text: '{"code": 43005}', reply_language: "es" } });
const ambiguous = several.error as unknown as Choices; // openapi-fetch takes 300 for no error and for no success
const problem = unknown.error as NotFound;

console.log(
  JSON.stringify({
    listed: list.data?.results[0]?.http_status,
    found: found.data?.results[0]?.id,
    retry: entry.data?.retry.advice,
    choices: ambiguous.choices.map((choice) => choice.name),
    problem: [problem.status, (problem.nearest ?? []).length > 0],
    outcome: outcomes.data?.results.find((row) => row.method === "private/create-withdrawal")?.may_a_program_repeat,
    decoded: [decoded.data?.findings[0]?.code, decoded.data?.reply_language],
  }),
);
