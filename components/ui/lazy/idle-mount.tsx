"use client";

/**
 * Defers expensive parts of a page, so that hydration and the first screen of a phone come first.
 * Code is loaded after the first interaction, and a part is rendered when it is about to be
 * visible, when focus enters it, when the browser is idle, or when the page is printed.
 */
import {
  type ReactNode,
  startTransition,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { usePrinting } from "./use-printing";

/** The navigation bar covers this much of a phone's viewport. */
const VISIBLE_MARGIN = "0px 0px -60px";
const NEARBY_MARGIN = "400px 0px";

/** A printing shortcut counts too: the keydown of Ctrl precedes the one of P. */
const INTERACTIONS = ["scroll", "wheel", "touchstart", "pointermove", "pointerdown", "keydown"];
/** Larger screens show more at once and have faster processors: an idle callback suffices there. */
const DESKTOP = "(min-width: 640px)";

type IdleMountProps = {
  /** This class sets the height of the children, so that nothing shifts when they are mounted. */
  heightClass: string;
  children: ReactNode;
};

/** Mounts its children once they are nearly visible or the browser is idle. */
export function IdleMount({ heightClass, children }: IdleMountProps) {
  const { ref, shouldRender } = useDeferredRender({ visibleShare: 0 });
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setIsIdle(true))), []);
  return shouldRender || isIdle ? children : <div ref={ref} className={heightClass} />;
}

/**
 * Tells whether a part should load its code, and whether it should render. Before the first
 * interaction `visibleShare` of it has to be visible for either; after it, being near the viewport
 * suffices.
 */
export function useDeferredRender({ visibleShare = 0.25 } = {}) {
  const ref = useRef<HTMLDivElement>(null);
  const hasInteracted = useFirstInteraction();
  const isPrinting = usePrinting();
  const [isVisible, setIsVisible] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (isVisible || element === null) return;
    const threshold = hasInteracted ? 0 : visibleShare;
    const observer = new IntersectionObserver(
      (entries) => {
        const isReached = entries.some(
          (entry) => entry.isIntersecting && entry.intersectionRatio >= threshold,
        );
        if (isReached) startTransition(() => setIsVisible(true));
      },
      { threshold, rootMargin: hasInteracted ? NEARBY_MARGIN : VISIBLE_MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isVisible, hasInteracted, visibleShare]);
  return {
    ref,
    reveal: () => setIsVisible(true),
    shouldLoad: hasInteracted || isVisible,
    shouldRender: isVisible || isPrinting,
    isPrinting,
  };
}

/**
 * Runs when the browser is idle, and returns a function that cancels the run. It sets no timeout,
 * because callbacks that time out together would run in one long task.
 */
export function whenIdle(run: () => void): () => void {
  // Safari has no requestIdleCallback.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run);
  return () => cancelIdleCallback(handle);
}

let interacted = false;
let stopListening: (() => void) | null = null;
const subscribers = new Set<() => void>();

/**
 * Returns true after the first interaction with the page; on larger screens also once it is idle.
 */
function useFirstInteraction(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => interacted,
    () => false,
  );
}

function subscribe(subscriber: () => void): () => void {
  subscribers.add(subscriber);
  if (!interacted) stopListening ??= listenForInteraction();
  return () => {
    subscribers.delete(subscriber);
    if (subscribers.size === 0) stop();
  };
}

function listenForInteraction(): () => void {
  for (const type of INTERACTIONS) {
    window.addEventListener(type, onInteraction, { capture: true, passive: true });
  }
  const cancelIdle = window.matchMedia(DESKTOP).matches ? whenIdle(onInteraction) : null;
  return () => {
    for (const type of INTERACTIONS) {
      window.removeEventListener(type, onInteraction, { capture: true });
    }
    cancelIdle?.();
  };
}

function onInteraction(): void {
  interacted = true;
  stop();
  for (const subscriber of subscribers) subscriber();
}

function stop(): void {
  stopListening?.();
  stopListening = null;
}
