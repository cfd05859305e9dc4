"use client";

/**
 * A button, and what it opens beside itself. The button is the page's own and stays the same
 * element throughout; what it opens is told where it hangs, and gives the focus back to it.
 */
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from "react";

/** For the button: it takes them all. */
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

/** For what opens. */
export type Opened = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  id: string;
  anchor: HTMLButtonElement | null;
};

type OpenerProps = {
  popup: TriggerProps["aria-haspopup"];
  trigger: (props: TriggerProps) => ReactNode;
  /** Fetches what opens: called when the reader comes near the button. */
  ahead: () => void;
  id?: string | undefined;
  /** Together with `onOpenChange`, for who must close it from outside. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  children: (opened: Opened) => ReactNode;
};

export function Opener({ popup, trigger, ahead, children, ...rest }: OpenerProps) {
  const [own, setOwn] = useState(false);
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const generated = useId();
  const content = `${generated}-opened`;
  const open = rest.open ?? own;
  const onOpenChange = (next: boolean) => {
    setOwn(next);
    rest.onOpenChange?.(next);
  };
  return (
    <>
      {trigger({
        ref: setAnchor,
        id: rest.id ?? generated,
        "aria-haspopup": popup,
        "aria-expanded": open,
        "aria-controls": open ? content : undefined,
        onClick: () => onOpenChange(!open),
        onFocus: ahead,
        onPointerEnter: ahead,
        onKeyDown: (event) => {
          if (popup !== "menu" || event.key !== "ArrowDown") return;
          event.preventDefault();
          onOpenChange(true);
        },
      })}
      {children({ open, onOpenChange, id: content, anchor })}
    </>
  );
}
