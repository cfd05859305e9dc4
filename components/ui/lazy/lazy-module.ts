"use client";

/**
 * Imports a module when it is first needed. Once it has loaded, `useLazyModule` returns it
 * synchronously, because a component that suspends first would be missing from a printed page.
 */
import { useEffect, useSyncExternalStore } from "react";

type LazyState<Module> =
  | { status: "idle" | "loading" | "failed"; module: null }
  | { status: "ready"; module: Module };

export type LazyModule<Module> = {
  /** Starts the import, unless the module is loading or ready. A failed import is tried again. */
  load: () => void;
  getState: () => LazyState<Module>;
  subscribe: (listener: () => void) => () => void;
};

const IDLE = { status: "idle", module: null } as const;
const getServerState = () => IDLE;

export function lazyModule<Module>(importModule: () => Promise<Module>): LazyModule<Module> {
  let state: LazyState<Module> = IDLE;
  const listeners = new Set<() => void>();
  const change = (next: LazyState<Module>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    load() {
      if (state.status === "loading" || state.status === "ready") return;
      change({ status: "loading", module: null });
      importModule().then(
        (module) => change({ status: "ready", module }),
        () => change({ status: "failed", module: null }),
      );
    },
  };
}

/** Loads the module once `isNeeded` is true, and follows its state. */
export function useLazyModule<Module>(
  lazy: LazyModule<Module>,
  isNeeded: boolean,
): LazyState<Module> {
  useEffect(() => {
    if (isNeeded) lazy.load();
  }, [lazy, isNeeded]);
  return useSyncExternalStore<LazyState<Module>>(lazy.subscribe, lazy.getState, getServerState);
}
