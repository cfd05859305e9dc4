/**
 * Removes from photos what a phone writes beside the picture: where it was taken, when and by whom.
 * Everything that affects the appearance, the orientation included, stays byte for byte.
 */
import type { AttachmentType } from "./attachment";
import { stripJpeg } from "./photo-jpeg";
import { stripPng } from "./photo-png";
import { stripWebp } from "./photo-webp";

/** Returns null when the photo is broken. A PDF is somebody's document, and stays unchanged. */
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
