/**
 * Reads an object whose keys are data, such as amounts by tender, as a list. Each of its elements
 * gets its key as one more field, under a name that no JSON of Cashrec's has.
 */
import type { Step } from "./cursor";
import type { FieldName, Json, JsonObject } from "./field-map";
import { isObject } from "./locate";
import { KEY_FIELDS, type KeyField } from "./locator";

const MARK = "\u0000";

export type DataEntry = { steps: Step[]; item: Json };

/**
 * `onlyObjects` leaves the other values of the object alone: they are fields beside the entries.
 */
export function listDataEntries(
  object: JsonObject,
  field: KeyField,
  { onlyObjects }: { onlyObjects: boolean },
): DataEntry[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (key.startsWith(MARK)) return [];
    const step = { data: key };
    if (Array.isArray(value)) {
      return value.map((item, index) => ({
        steps: [step, index],
        item: withKey(item, field, key),
      }));
    }
    if (onlyObjects && !isObject(value)) return [];
    return [{ steps: [step], item: withKey(value, field, key) }];
  });
}

function withKey(value: Json, field: KeyField, key: string): JsonObject {
  if (isObject(value)) return { ...value, [MARK + field]: key };
  return { [MARK + field]: key, [MARK]: value };
}

export function isDataKey(key: string): boolean {
  return key.startsWith(MARK);
}

/** Lists the fields for which a key stands; none when it is a key of Cashrec's. */
export function readDataKey(key: string): readonly FieldName[] {
  if (!isDataKey(key)) return [];
  const field = KEY_FIELDS.find((each) => MARK + each === key);
  return field === undefined ? ["tenderAmount", "entryAmount"] : [field];
}
