"use client";

/** Chooses the node above, each named with the path to it. */
import type { Organisation } from "@/lib/contracts/organisation";
import { listNodePath } from "@/lib/domain/screen/node-path";
import { Field } from "../ui/field";
import { Select } from "../ui/input";

type ParentSelectProps = {
  label: string;
  /** This names the choice of no node. */
  none: string;
  nodes: Organisation["nodes"];
  /** This node and those below it are not offered. */
  except: string | null;
  value: string;
  onChange: (nodeId: string) => void;
  error: string | null;
};

export function ParentSelect(props: ParentSelectProps) {
  const { label, none, nodes, except, value, onChange, error } = props;
  const options = nodes
    .map(({ id }) => ({ id, path: listNodePath(nodes, id) }))
    .filter(({ path }) => !path.some(({ id }) => id === except))
    .map(({ id, path }) => ({ id, name: path.map(({ name }) => name).join(" / ") }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{none}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
