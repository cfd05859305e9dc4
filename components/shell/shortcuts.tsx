"use client";

/**
 * Handles keyboard shortcuts: single letters and short sequences such as "g t". None applies while
 * someone is typing, and a reader can disable them all. The shortcuts dialog lists what a page
 * binds.
 */
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { useLayoutEffect, useRef, useState } from "react";
import { useShortcutsEnabled } from "./preferences";
import type { ShortcutKey } from "./shortcut-list";

/** A key that is not in the list of shortcuts can't be bound. */
type ShortcutMap = Partial<Record<ShortcutKey, (event: KeyboardEvent) => void>>;

type Binding = { keys: string; scope: string; run: (event: KeyboardEvent) => void };
type Registry = { bindings: Set<{ current: Binding[] }> };

const SEQUENCE_MS_MAX = 1_200;

const ShortcutsContext = createContext<Registry | null>(null);

/**
 * `useKeys({ "g t": openToday, "/": focusFilter }, { scope: "shell" })`: keys are named as
 * `event.key` names them, letters in lower case; a page's binding takes precedence over the
 * shell's. They are bound when the page is painted and not later, because a key that is pressed in
 * between would act upon what was shown before.
 */
export function useShortcuts(
  map: ShortcutMap,
  { scope, off }: { scope: string; off?: boolean },
): void {
  const registry = useContext(ShortcutsContext);
  const own = useRef<Binding[]>([]);
  useLayoutEffect(() => {
    own.current =
      off === true ? [] : Object.entries(map).map(([keys, run]) => ({ keys, scope, run }));
  });
  useLayoutEffect(() => {
    if (registry === null) return;
    registry.bindings.add(own);
    return () => void registry.bindings.delete(own);
  }, [registry]);
}

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState<Registry>(() => ({ bindings: new Set() }));
  const enabled = useShortcutsEnabled();
  useEffect(() => {
    if (!enabled) return;
    let before = "";
    let at = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || isInDialog(event.target)) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const sequence = before !== "" && event.timeStamp - at < SEQUENCE_MS_MAX;
      const found =
        (sequence && find(registry, `${before} ${key}`)) || find(registry, key) || undefined;
      before = key;
      at = event.timeStamp;
      if (found === undefined) return;
      before = "";
      event.preventDefault();
      found.run(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [registry, enabled]);
  return <ShortcutsContext.Provider value={registry}>{children}</ShortcutsContext.Provider>;
}

/** A page's keys take precedence over the shell's, whichever were registered first. */
function find(registry: Registry, keys: string): Binding | undefined {
  const bound = [...registry.bindings]
    .flatMap(({ current }) => current)
    .filter((binding) => binding.keys === keys);
  return bound.findLast(({ scope }) => scope !== "shell") ?? bound.at(-1);
}

/** These elements take letters as text; checkboxes and buttons do not. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  if (!(target instanceof HTMLInputElement)) return target.closest("[role=menu]") !== null;
  return !["checkbox", "radio", "button", "range"].includes(target.type);
}

/** Overlays have their own keys. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[role=dialog]") !== null;
}
