/**
 * A bare virtual list as a page: rows of one height in a table, as many cells as the list of lines
 * has, and only those near the window. It has no data to load and nothing to format.
 */
export const ROW_PX = 28;
const OVERSCAN_ROWS = 12;
const CELLS = 9;

export function buildBareList(lines: number): string {
  return `<!doctype html><meta charset="utf-8"><title>Bare list</title>
<style>
  body { margin: 0; font: 13px/20px sans-serif }
  table { width: 100%; border-spacing: 0; table-layout: fixed }
  td { height: ${ROW_PX}px; padding: 0; border-bottom: 1px solid #ccc; box-sizing: border-box }
</style>
<table><tbody></tbody></table>
<script>
  const body = document.querySelector("tbody");
  const spacer = (height) => {
    const row = body.insertRow();
    row.insertCell().style.cssText = "border:0;height:" + height + "px";
  };
  let drawn = -1;
  const draw = () => {
    const first = Math.max(0, Math.floor(scrollY / ${ROW_PX}) - ${OVERSCAN_ROWS});
    if (first === drawn) return;
    drawn = first;
    const rows = Math.ceil(innerHeight / ${ROW_PX}) + ${2 * OVERSCAN_ROWS};
    const end = Math.min(${lines}, first + rows);
    body.textContent = "";
    if (first > 0) spacer(first * ${ROW_PX});
    for (let index = first; index < end; index += 1) {
      const row = body.insertRow();
      row.dataset.index = index;
      for (let cell = 0; cell < ${CELLS}; cell += 1) {
        row.insertCell().textContent = index + "." + cell;
      }
    }
    if (end < ${lines}) spacer((${lines} - end) * ${ROW_PX});
  };
  addEventListener("scroll", draw, { passive: true });
  draw();
</script>`;
}
