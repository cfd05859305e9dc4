"use client";

/** Opens an overlay beside its button that has controls and does not block the page. */
import type { ReactNode } from "react";
import { lazyOverlay, OverlayTrigger, type TriggerProps } from "./lazy-overlay";

type PopoverProps = {
  /** The trigger can be pressed, such as a `Button`. */
  trigger: (props: TriggerProps) => ReactNode;
  /** A screen reader announces it by this name. */
  label: string;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

const Panel = lazyOverlay(() => import("./popover-panel").then((panel) => panel.PopoverPanel));

export function Popover({ trigger, open, onOpenChange, ...panel }: PopoverProps) {
  return (
    <OverlayTrigger popup="dialog" {...{ trigger, open, onOpenChange }} prefetch={Panel.prefetch}>
      {(overlay) => <Panel {...overlay} {...panel} />}
    </OverlayTrigger>
  );
}
