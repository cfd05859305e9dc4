import "server-only";

/**
 * What a process has one of, however many bundles of the built application load the module that
 * asks for it, and however often a development server loads it anew. The first to ask makes it and
 * the others use it, so it is plain data and functions: to another bundle, an object of a class of
 * ours is of an unknown class, and so is every error of it that is not told by a mark.
 */
import type { AsyncLocalStorage } from "node:async_hooks";
import type { Pool } from "pg";
import type { PrismaClient } from "@/prisma/generated/client";

/**
 * Node and the packages that stay outside of the bundles (`pg`, Prisma's runtime) exist once in a
 * process, and what these throw is told by its `code` alone. A second pool would double the
 * connections.
 */
type OfPackages = AsyncLocalStorage<string> | Pool | PrismaClient;
type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | ((...args: never[]) => unknown)
  | readonly Plain[]
  | { readonly [name: string]: Plain };
type Shared = Plain | OfPackages | { readonly [name: string]: Plain | OfPackages };

export type Slot<Value> = { value: Value | undefined };

export function processWide<Value extends Shared>(name: string): Slot<Value> {
  const slots = globalThis as unknown as Record<string, Slot<Value> | undefined>;
  return (slots[`counterfoil.${name}`] ??= { value: undefined });
}
