/** Renders a link that looks like a button. */
import type { ComponentProps } from "react";
import { buttonClass, type ButtonLook } from "./button-class";
import { classNames } from "./class-names";
import { PrefetchOnHoverLink } from "./lazy/prefetch-on-hover-link";

type ButtonLinkProps = ComponentProps<typeof PrefetchOnHoverLink> & ButtonLook;

export function ButtonLink({ kind, size, className, ...rest }: ButtonLinkProps) {
  return (
    <PrefetchOnHoverLink {...rest} className={classNames(buttonClass({ kind, size }), className)} />
  );
}
