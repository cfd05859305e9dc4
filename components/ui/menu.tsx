"use client";

/** A list of moves behind a button. */
import { type ReactNode, useId } from "react";
import { later } from "./later";
import type { MenuItem } from "./menu-panel";
import { Opener, type TriggerProps } from "./opener";

type MenuProps = {
  /** What can be pressed, such as a `Button`. */
  trigger: (props: TriggerProps) => ReactNode;
  items: MenuItem[];
  align?: "start" | "end";
};

const Panel = later(() => import("./menu-panel").then((panel) => panel.MenuPanel));

export function Menu({ trigger, items, align = "start" }: MenuProps) {
  const id = useId();
  return (
    <span className="relative inline-flex">
      <Opener popup="menu" id={id} trigger={trigger} ahead={Panel.ahead}>
        {(opened) => <Panel {...opened} labelledBy={id} {...{ items, align }} />}
      </Opener>
    </span>
  );
}
