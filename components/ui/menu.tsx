"use client";

/** Opens a list of actions with a button. */
import { type ReactNode, useId } from "react";
import { lazyOverlay, OverlayTrigger, type TriggerProps } from "./lazy-overlay";
import type { MenuItem } from "./menu-panel";

type MenuProps = {
  /** The trigger can be pressed, such as a `Button`. */
  trigger: (props: TriggerProps) => ReactNode;
  items: MenuItem[];
  align?: "start" | "end";
};

const Panel = lazyOverlay(() => import("./menu-panel").then((panel) => panel.MenuPanel));

export function Menu({ trigger, items, align = "start" }: MenuProps) {
  const id = useId();
  return (
    <span className="relative inline-flex">
      <OverlayTrigger popup="menu" id={id} trigger={trigger} prefetch={Panel.prefetch}>
        {(overlay) => <Panel {...overlay} labelledBy={id} {...{ items, align }} />}
      </OverlayTrigger>
    </span>
  );
}
