"use client";

/**
 * Loads overlays (dialogs, menus, popovers) when they are first opened, so that the initial bundle
 * of a page does without their code. `OverlayTrigger` is the button that opens one.
 */
import { useTranslations } from "next-intl";
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useId,
  useState,
} from "react";
import { Button } from "./button";
import { useDelayed } from "./use-delayed";
import { lazyModule, useLazyModule } from "./lazy/lazy-module";
import { AddedMessages, useLazyMessages } from "./lazy/lazy-messages";
import type { LazyNamespace } from "@/lib/domain/screen/catalogue-address";

type OpenState = { open: boolean; onOpenChange: (open: boolean) => void };

/**
 * It is a static property of the component, so that a trigger can load the code before it is
 * opened.
 */
type Prefetch = { prefetch: () => void };

/** `names` are the messages that the overlay needs in addition to those of its page. */
export function lazyOverlay<Props extends OpenState>(
  load: () => Promise<ComponentType<Props>>,
  names: readonly LazyNamespace[] = [],
): ComponentType<Props> & Prefetch {
  const lazy = lazyModule(load);
  function LazyOverlay(props: Props) {
    const { open, onOpenChange } = props;
    const { module: Overlay, status } = useLazyModule(lazy, open);
    const messages = useLazyMessages(names, open);
    if (Overlay !== null && names.length === 0) return <Overlay {...props} />;
    if (Overlay !== null && messages.module !== null) {
      return (
        <AddedMessages own={messages.module}>
          <Overlay {...props} />
        </AddedMessages>
      );
    }
    if (!open) return null;
    const hasFailed = status === "failed" || messages.status === "failed";
    return <LoadingNotice failed={hasFailed} onClose={() => onOpenChange(false)} />;
  }
  return Object.assign(LazyOverlay, { prefetch: lazy.load });
}

function LoadingNotice({ failed, onClose }: { failed: boolean; onClose: () => void }) {
  const t = useTranslations("ui");
  const isSlow = useDelayed(true);
  return (
    <div role="status" className="no-print fixed bottom-[76px] left-4 z-50 sm:bottom-6 sm:left-24">
      {(isSlow || failed) && (
        <div className="floating flex max-w-[min(420px,calc(100vw-32px))] items-center gap-3 px-4 py-2">
          {t(failed ? "part-lost" : "part-coming")}
          {failed && (
            <Button size="small" onClick={onClose}>
              {t("close")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** The trigger's button must spread these props. */
export type TriggerProps = {
  ref: Ref<HTMLButtonElement>;
  id: string;
  "aria-haspopup": "dialog" | "menu";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
  onClick: () => void;
  onFocus: () => void;
  onPointerEnter: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** An overlay that is positioned beside its trigger has these props. */
export type AnchoredOverlayProps = OpenState & {
  id: string;
  anchor: HTMLButtonElement | null;
};

type OverlayTriggerProps = {
  popup: TriggerProps["aria-haspopup"];
  trigger: (props: TriggerProps) => ReactNode;
  /** Loads the overlay; it is called when the button is hovered or focused. */
  prefetch: () => void;
  id?: string | undefined;
  /** Together with `onOpenChange`, this makes the trigger controlled. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  children: (overlay: AnchoredOverlayProps) => ReactNode;
};

export function OverlayTrigger(props: OverlayTriggerProps) {
  const { popup, trigger, prefetch, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const generatedId = useId();
  const overlayId = `${generatedId}-overlay`;
  const open = props.open ?? isOpen;
  const onOpenChange = (next: boolean) => {
    setIsOpen(next);
    props.onOpenChange?.(next);
  };
  return (
    <>
      {trigger({
        ref: setAnchor,
        id: props.id ?? generatedId,
        "aria-haspopup": popup,
        "aria-expanded": open,
        "aria-controls": open ? overlayId : undefined,
        onClick: () => onOpenChange(!open),
        onFocus: prefetch,
        onPointerEnter: prefetch,
        onKeyDown: (event) => {
          if (popup !== "menu" || event.key !== "ArrowDown") return;
          event.preventDefault();
          onOpenChange(true);
        },
      })}
      {children({ open, onOpenChange, id: overlayId, anchor })}
    </>
  );
}
