"use client";

import { useMemo } from "react";
import { type Packed, unpack } from "@/lib/domain/screen/packed-rows";

/** The rows that a page has sent packed. */
export function useUnpacked<Item>(packed: Packed<Item>): Item[] {
  return useMemo(() => unpack(packed), [packed]);
}
