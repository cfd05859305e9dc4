/** The tree above the centres: it is built on its page, and a role on an area shows that area. */
import { ADMINISTRATOR, DATE, get, makeCentre, makePerson, signedIn } from "./arrange";
import { changeTree, submitTreeChange } from "./arrange-organisation";
import { expect, expectAccessible, signIn, test } from "./fixtures";

test("an area manager sees her area alone, and a centre that moves there at once", async ({
  page,
  administrator,
  centre,
  baseURL,
}) => {
  const other = await makeCentre(administrator);
  const area = { id: `A-${centre.id}`, name: `North ${centre.id}` };
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/organisation");
  await page.getByRole("button", { name: "Add a group or area" }).click();
  const adding = page.getByRole("dialog");
  await adding.getByLabel("Name").fill(area.name);
  await adding.getByLabel("ID", { exact: true }).fill(area.id);
  // At night the business date of a centre is still the one before.
  await adding.getByLabel("From", { exact: true }).fill(DATE);
  await submitTreeChange(adding, "Add a group or area");
  const tree = page.getByRole("tree");
  await expect(tree.getByText(area.name)).toBeVisible();
  await page.getByRole("searchbox", { name: "Find in the organisation" }).fill(centre.id);
  const item = tree.getByRole("treeitem", { name: centre.name });
  await item.focus();
  await page.keyboard.press("Enter");
  const placing = page.getByRole("dialog");
  await placing.getByLabel("Below").selectOption(area.name);
  await placing.getByLabel("From", { exact: true }).fill(DATE);
  await submitTreeChange(placing, "Place");
  await expect(item).toHaveAttribute("aria-level", "2");
  await expectAccessible(page);

  const manager = await makePerson(administrator, { role: "reviewer", nodeIds: [area.id] });
  await signIn(page, manager);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await expect(page.getByText(centre.name).first()).toBeVisible();
  const api = await signedIn(baseURL ?? "", manager);
  const seen = async () => {
    const { centres } = await get<{ centres: { id: string }[] }>(api, "/api/centres");
    return centres.map(({ id }) => id).toSorted();
  };
  expect(await seen()).toEqual([centre.id]);
  await changeTree(administrator, [{ kind: "centre", id: other.id, parentId: area.id }]);
  expect(await seen()).toEqual([centre.id, other.id].toSorted());
  await api.dispose();

  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/tolerances");
  await page.getByRole("button", { name: /^(Add a rule|Use the proposal)$/ }).click();
  await page.getByLabel("Where").selectOption({ label: `centres of ${area.name}` });
  await page.getByRole("button", { name: "Save the rule" }).click();
  await expect(page.getByText(/^Rule saved/)).toBeVisible();
  const applies = page.getByRole("table", { name: /^The rule that applies/ });
  const inherited = applies.getByRole("row").filter({ hasText: other.name });
  await expect(inherited).toContainText(area.name);
  await expectAccessible(page);
});

test("what an area has holds in its centres, and By area goes down to them", async ({
  page,
  administrator,
  centre,
}) => {
  const area = { id: `B-${centre.id}`, name: `East ${centre.id}` };
  await changeTree(administrator, [
    { kind: "area", id: area.id, name: area.name, parentId: null },
    { kind: "centre", id: centre.id, parentId: area.id },
  ]);
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/quiet-days");
  await page.getByRole("button", { name: /^Centres or parts/ }).click();
  await page.getByRole("combobox", { name: /^Centres or parts/ }).fill(area.id);
  await page.getByRole("option", { name: area.name }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Switch on" }).click();
  const ruled = page.getByRole("row").filter({ hasText: centre.name });
  await expect(ruled).toContainText(`From ${area.name}`);

  await page.goto("/settings/counting");
  const scope = page.getByLabel("Centre or part of the organisation");
  await scope.selectOption({ label: `All centres of ${area.name}` });
  await page
    .getByRole("radio", { name: /^Every day/ })
    .last()
    .check();
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(page.getByText("Own settings.")).toBeVisible();
  await scope.selectOption(centre.id);
  await expect(page.getByText(`These settings are from ${area.name}.`)).toBeVisible();

  await page.goto(`/variances?from=${DATE}&to=${DATE}&nodeId=${area.id}`);
  const areas = page.getByRole("region", { name: "By area" });
  await areas.getByRole("button", { name: area.name }).click();
  await expect(areas.getByRole("row").filter({ hasText: centre.name })).toBeVisible();
});
