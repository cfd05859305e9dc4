"use client";

/** Narrows the review of access. The filters are in the address of the page. */
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { accessPageAddress } from "@/lib/client/access-review";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { AccessFilter } from "@/lib/contracts/access-review";
import { REVIEW_SHOWN } from "@/lib/domain/access-review";
import { formatNodeScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import { ROLES } from "@/lib/domain/permission";
import { EntryField } from "../audit/entry-field";
import { OrganisationChoice } from "../filter/organisation-choice";
import { Field } from "../ui/field";
import { Select } from "../ui/input";

type AccessFiltersProps = {
  filter: AccessFilter;
  offer: CentreOffer<OfferedCentre>;
  onChange: () => void;
};

export function AccessFilters({ filter, offer, onChange }: AccessFiltersProps) {
  const t = useTranslations("access");
  const roleName = useTranslations("shell.roles");
  const router = useRouter();
  const change = (part: Partial<AccessFilter>) => {
    onChange();
    router.push(accessPageAddress({ ...filter, ...part }));
  };
  const nodeIds = filter.where.flatMap((one) => readNodeScope(one) ?? []);
  const centreIds = filter.where.filter((one) => readNodeScope(one) === null);
  return (
    <form
      method="post"
      role="search"
      aria-label={t("filters")}
      onSubmit={(event) => event.preventDefault()}
      className="no-print flex flex-wrap items-end gap-3 px-edge py-3"
    >
      <EntryField
        key={filter.text}
        label={t("search")}
        type="search"
        maxLength={120}
        className="w-52 max-sm:w-full"
        value={filter.text}
        onChange={(text) => change({ text })}
      />
      <Field label={t("show")} className="w-52 max-sm:w-full">
        {(control) => (
          <Select
            {...control}
            value={filter.show}
            onChange={({ target }) =>
              change({ show: REVIEW_SHOWN.find((one) => one === target.value) ?? "enabled" })
            }
          >
            {REVIEW_SHOWN.map((show) => (
              <option key={show} value={show}>
                {t(`shown.${show}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("role")} className="w-44 max-sm:w-full">
        {(control) => (
          <Select
            {...control}
            value={filter.role ?? ""}
            onChange={({ target }) => {
              const role = ROLES.find((one) => one === target.value);
              change({ role });
            }}
          >
            <option value="">{t("every-role")}</option>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {roleName(role)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("where")} className="w-52 max-sm:w-full">
        {({ id }) => (
          <OrganisationChoice
            id={id}
            label={t("where")}
            all={t("every-centre")}
            chosen={{ centreIds, nodeIds }}
            onChange={(next) =>
              change({ where: [...next.nodeIds.map(formatNodeScope), ...next.centreIds] })
            }
            offer={offer}
          />
        )}
      </Field>
    </form>
  );
}
