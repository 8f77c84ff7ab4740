/**
 * Colours by what they mean, from the palette of Okabe and Ito, which most colour-blind people can tell apart: telnet
 * vermillion, IoT blue, other grey. Text on paper reaches 7:1, muted text 4.5:1, drawings 3:1, in both schemes.
 */
export const colors = `
:root {
  --paper: #fff; --ink: #16191d; --muted: #555c66; --rule: #d9dce1; --faint: #f4f5f7; --link: #00578a;
  --telnet: #d55e00; --iot: #0072b2; --iot-ground: #d6e9f5; --other: #c4c8ce; --other-edge: #70777f; --letter: #fff;
  --heat: #0b3c5d; --heat-ground: #eef2f5;
}
@media screen {
  :root { color-scheme: light dark; }
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #eceef1; --muted: #a8b0ba; --rule: #343a42; --faint: #1d2126; --link: #7cc4ef;
    --telnet: #e8762c; --iot: #56b4e9; --iot-ground: #173a50; --other: #4a515a; --other-edge: #8a929c; --letter: #14171b;
    --heat: #8fd0f5; --heat-ground: #1f252b;
  }
}
`;
