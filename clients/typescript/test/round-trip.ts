// Uses the package, as it is published, against a running service, whose address is the first argument.
import { createStockroomClient, nextCursor, type Product } from "@stockroom/client";

declare const process: { argv: string[] };

function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

const api = createStockroomClient({ baseUrl: process.argv[2]! });

const created = await api.POST("/api/items", { body: { product: "Crème brûlée", price: 650 } });
check(created.response.status === 201, "created");
check(created.data !== undefined && "id" in created.data, "one record comes back");
const product: Product = created.data;
const id = product.id;

const read = await api.GET("/api/items/{id}", { params: { path: { id } } });
check(read.data?.product === "Crème brûlée" && read.data.price === 650, "read");
const version = read.response.headers.get("ETag")!;

const list = await api.GET("/api/items", {
  params: { query: { price__gte: 600, id__in: [id, 999999999999], sort: ["-price", "product"], limit: 10 } },
});
check(Array.isArray(list.data) && list.data.length === 1 && list.data[0]?.id === id, "listed");

const changed = await api.PATCH("/api/items/{id}", {
  params: { path: { id }, header: { "If-Match": version } },
  body: { price: 700 },
});
check(changed.data?.price === 700, "changed");

const stale = await api.PUT("/api/items/{id}", {
  params: { path: { id }, header: { "If-Match": version } },
  body: { product: "Flan", price: 1 },
});
check(stale.response.status === 412 && stale.error?.code === "precondition_failed", "a stale change is refused");

const invalid = await api.POST("/api/items", { body: { product: " ", price: -1 } });
check(invalid.error?.errors?.length === 2, "both mistakes are named");

const many = await api.POST("/api/items", {
  body: [{ product: "Pear", price: 1 }, { product: "Plum", price: 2 }],
});
check(Array.isArray(many.data) && many.data.length === 2, "many at once");

const firstPage = await api.GET("/api/items", { params: { query: { limit: 1 } } });
const cursor = nextCursor(firstPage.response)!;
const secondPage = await api.GET("/api/items", { params: { query: { limit: 1000, cursor } } });
const seen = [firstPage.data, secondPage.data].flatMap((page) => (Array.isArray(page) ? page : []));
check(seen.some((product) => product.id === id), "paged");
check(nextCursor(secondPage.response) === undefined, "the last page has no successor");

const csv = await api.GET("/api/items", { params: { query: { format: "csv", q: "Pear", limit: 1 } }, parseAs: "text" });
check(typeof csv.data === "string" && csv.data.startsWith("id,product,price"), "exported");

const anonymous = await api.GET("/auth/check_token");
check(anonymous.response.status === 401 && anonymous.error?.code === "not_authenticated", "a token is needed");

const account = { user_name: `ts-${crypto.randomUUID()}`, password: "correct horse" };
check((await api.POST("/users/create_user", { body: account })).response.status === 201, "signed up");
const tokens = await api.POST("/api/token", { body: { username: account.user_name, password: account.password } });
const headers = { Authorization: `Bearer ${tokens.data!.access}` };
const caller = await api.GET("/auth/check_token", { headers });
check(caller.data?.user_name === account.user_name && caller.data.role === "user", "signed in");

const movie = await api.POST("/api/v1/movie", { headers, body: { title: "Heat", year: 1995, description: null } });
check(movie.data !== undefined && "slug" in movie.data && movie.data.description === null, "a movie without description");

check((await api.DELETE("/api/items/{id}", { params: { path: { id } } })).response.status === 204, "deleted");
const gone = await api.GET("/api/items/{id}", { params: { path: { id } } });
check(gone.response.status === 404 && gone.error?.code === "not_found", "gone");

console.log("TypeScript client: the round trip went well");
