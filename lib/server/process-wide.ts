import "server-only";

/**
 * Holds values of which a process has one, however many bundles of the built application load the
 * module that needs them, and however often a development server reloads it. The first caller
 * creates the value and the others use it, so that it must be plain data and functions: in another
 * bundle, an object of one of our classes has an unknown class, and so do its errors unless a mark
 * identifies them.
 */
import type { AsyncLocalStorage } from "node:async_hooks";
import type { Pool } from "pg";
import type { PrismaClient } from "@/prisma/generated/client";

/**
 * Node and the packages that stay outside of the bundles (`pg`, Prisma's runtime) exist once in a
 * process, and their errors are identified by `code` alone. A second pool would double the
 * connections.
 */
type OfPackages =
  | AsyncLocalStorage<string>
  | AsyncLocalStorage<{ readonly [name: string]: Plain }>
  | Pool
  | PrismaClient;
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
