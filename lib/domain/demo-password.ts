/** The password of every user of the demo; the sign-in page shows it while there is a demo. */
export const DEMO_PASSWORD = "counterfoil-demo-1";
