/**
 * Addresses of our API. The compiler refuses a path that no route serves, a method that it does not
 * have and a parameter that is missing: their types come from the contracts of the routes.
 */
import type { z } from "zod";
import type { ApiRoutes } from "@/app/api/routes";

export type ApiMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type ApiPath = keyof ApiRoutes;

/** The paths at which a route has this method. */
export type PathOf<Method extends ApiMethod> = {
  [Path in ApiPath]: Method extends keyof ApiRoutes[Path] ? Path : never;
}[ApiPath];

/** What the route returns, as its contract promises; nothing where that is a file. */
export type OutputOf<Method extends ApiMethod, Path extends ApiPath> = Path extends ApiPath
  ? ApiRoutes[Path] extends Record<Method, { contract: { output: infer Output } }>
    ? Output extends z.ZodType
      ? z.infer<Output>
      : never
    : never
  : never;

/** A list becomes the same parameter several times; what is undefined is left out. */
export type Query = Record<
  string,
  string | number | boolean | readonly (string | number)[] | undefined
>;

/** Options of a call, in which the parameters of its path can't be forgotten. */
export type WithParams<Path extends ApiPath, Options> = [ParamOf<Path>] extends [never]
  ? [options?: Options]
  : [options: Options & { params: Record<ParamOf<Path>, string> }];

type ParamOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamOf<Rest>
  : never;

/** Parameters of the path are encoded, and the query comes last. */
export function apiAddress<Path extends ApiPath, Options extends { query?: Query }>(
  path: Path,
  ...[options]: WithParams<Path, Options>
): string {
  const { params, query = {} } = (options ?? {}) as { params?: Params; query?: Query };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ""),
  );
  const search = queryOf(query);
  return search === "" ? filled : `${filled}?${search}`;
}

type Params = Record<string, string>;

/** The query of an address, in the order given. */
export function queryOf(values: Query): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) query.append(name, String(item));
  }
  return query.toString();
}
