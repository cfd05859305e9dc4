/** The gestures that scroll a page, a step for each frame, as they run in the browser. */
export type Gesture = {
  name: string;
  /** The page moves by so many pixels, by a page of the keyboard, or to anywhere. */
  step: number | "page-down" | "jump";
  frames: number;
};

export const GESTURES: readonly Gesture[] = [
  { name: "a wheel, 10 rows a frame", step: 280, frames: 200 },
  { name: "a bar that is dragged, 75 rows a frame", step: 2_100, frames: 250 },
  { name: "Page Down held, 20 rows a frame", step: "page-down", frames: 200 },
  { name: "jumps while every line is loaded", step: "jump", frames: 250 },
];

/** The time from each frame to the next in milliseconds, and the height of the page in each. */
export type Scrolled = { frames: number[]; heights: number[] };

/** Runs in the browser, and must not use anything from outside of itself. */
export function scrollPage({ step, frames: count }: Gesture): Promise<Scrolled> {
  const FRAMES_PER_JUMP = 6;
  const ROWS_PX = 560;
  let seed = 1;
  const jump = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    const height = document.documentElement.scrollHeight - window.innerHeight;
    window.scrollTo(0, (seed / 2_147_483_647) * height);
  };
  const pressPageDown = () => {
    const row = document.activeElement?.closest("tr") ?? document.querySelector("tr[tabindex='0']");
    if (!(row instanceof HTMLElement)) {
      window.scrollBy(0, ROWS_PX);
      return;
    }
    row.focus({ preventScroll: true });
    row.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
  };
  return new Promise((resolve) => {
    const frames: number[] = [];
    const heights: number[] = [];
    let last = performance.now();
    const next = (now: number) => {
      frames.push(now - last);
      heights.push(document.documentElement.scrollHeight);
      last = now;
      if (frames.length > count) {
        // The first frame waits for the call itself.
        resolve({ frames: frames.slice(1), heights });
        return;
      }
      if (step === "page-down") pressPageDown();
      else if (step !== "jump") window.scrollBy(0, step);
      else if (frames.length % FRAMES_PER_JUMP === 0) jump();
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}
