"use client";

import { useMemo } from "react";
import { type Packed, unpack } from "@/lib/domain/screen/packed-rows";

/** The value that a page has sent packed. */
export function useUnpacked<Value>(packed: Packed<Value>): Value {
  return useMemo(() => unpack(packed), [packed]);
}
