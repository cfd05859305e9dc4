"use client";

/**
 * Confirms an action whose object has left the screen: at the bottom left, for six seconds, which
 * pause while it is hovered or focused, one at a time. It is never for errors, which stay where
 * they happened.
 */
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { Icon } from "./icon";

const SHOWN_MS = 6_000;

export type Toast = { text: ReactNode; action?: ReactNode };
type Show = (toast: Toast | string) => void;

const ToastContext = createContext<Show>(() => undefined);

/** Usage: `const toast = useToast(); toast("Count submitted.")` */
export function useToast(): Show {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Toast & { id: number }) | null>(null);
  const count = useRef(0);
  const [show] = useState<Show>(() => (toast: Toast | string) => {
    count.current += 1;
    const { text, action }: Toast = typeof toast === "string" ? { text: toast } : toast;
    setShown({ text, action, id: count.current });
  });
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div
        role="status"
        className="no-print fixed bottom-[76px] left-4 z-50 sm:bottom-11 sm:left-[100px]"
      >
        {shown !== null && <Shown key={shown.id} toast={shown} onEnd={() => setShown(null)} />}
      </div>
    </ToastContext.Provider>
  );
}

function Shown({ toast, onEnd }: { toast: Toast; onEnd: () => void }) {
  const t = useTranslations("ui");
  const [isPaused, setIsPaused] = useState(false);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (isPaused) return;
    const timer = setTimeout(() => end.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isPaused]);
  return (
    <div
      className="floating flex max-w-[min(420px,calc(100vw-32px))] items-center gap-3 py-2 pr-2 pl-4"
      onPointerEnter={() => setIsPaused(true)}
      onPointerLeave={() => setIsPaused(false)}
      onFocus={() => setIsPaused(true)}
      onBlur={() => setIsPaused(false)}
    >
      <span>{toast.text}</span>
      {toast.action}
      <button
        type="button"
        aria-label={t("close")}
        onClick={onEnd}
        className="grid size-8 shrink-0 place-items-center rounded-md hover:bg-hover"
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
