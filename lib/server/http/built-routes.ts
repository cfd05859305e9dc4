import "server-only";

/** Reads which routes and pages this build of the application has. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isDevelopmentServer } from "../env";
import { absolute } from "../env-reader";
import { createRouteTemplates, type RouteTemplates } from "./route-template";

const manifestSchema = z.record(z.string(), z.string());

/** A development server has no templates: the build in this folder is an earlier one. */
export function readBuiltRoutes(folder: string = absolute(".next")): RouteTemplates {
  if (isDevelopmentServer()) return createRouteTemplates([]);
  try {
    // oxlint-disable-next-line security/detect-non-literal-fs-filename -- the folder of the build
    const text = readFileSync(join(folder, "app-path-routes-manifest.json"), "utf8");
    return createRouteTemplates(Object.values(manifestSchema.parse(JSON.parse(text))));
  } catch {
    return createRouteTemplates([]);
  }
}
