"use client";

/** Shows a stored picture, and words where it can't be loaded: the store of files may be away. */
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { classNames } from "./class-names";

type StoredImageProps = Pick<ComponentProps<"img">, "width" | "height" | "loading"> & {
  src: string;
  alt: string;
  className: string;
};

export function StoredImage({ src, alt, className, ...size }: StoredImageProps) {
  const t = useTranslations("ui");
  const [lost, setLost] = useState<string | null>(null);
  if (lost === src) {
    return (
      <span className={classNames(className, "grid place-items-center p-1 text-xs text-ink-2")}>
        {t("image-lost")}
      </span>
    );
  }
  return (
    // The route serves the stored file itself to signed-in readers; there is nothing to optimise.
    // oxlint-disable-next-line nextjs/no-img-element
    <img
      {...size}
      src={src}
      alt={alt}
      className={className}
      // It may have failed before this was hydrated.
      ref={(image) => {
        if (image !== null && image.complete && image.naturalWidth === 0) setLost(src);
      }}
      onError={() => setLost(src)}
    />
  );
}
