/**
 * Photos without what a phone writes beside the picture: where it was taken, when, by whom. What
 * tells how the picture looks stays as it is, byte for byte, and so does which way up it is held.
 */
import type { AttachmentType } from "./attachment";
import { stripJpeg } from "./photo-jpeg";
import { stripPng } from "./photo-png";
import { stripWebp } from "./photo-webp";

/** Null: the photo is broken. A PDF is somebody's document, and stays whole. */
export function stripMetadata(file: Uint8Array, type: AttachmentType): Uint8Array | null {
  switch (type) {
    case "image/jpeg":
      return stripJpeg(file);
    case "image/png":
      return stripPng(file);
    case "image/webp":
      return stripWebp(file);
    case "application/pdf":
      return file;
  }
}
