/** A link that looks like a button. */
import type { ComponentProps } from "react";
import { buttonClass, type ButtonLook } from "./button-class";
import { classNames } from "./class-names";
import { NearLink } from "./near-link";

type ButtonLinkProps = ComponentProps<typeof NearLink> & ButtonLook;

export function ButtonLink({ kind, size, className, ...rest }: ButtonLinkProps) {
  return <NearLink {...rest} className={classNames(buttonClass({ kind, size }), className)} />;
}
