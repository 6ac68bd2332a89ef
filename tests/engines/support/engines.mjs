// The three engines, each driven by its own WebDriver: Debian's Chromium and Firefox, and WebKitGTK's small browser.

import { Builder, Capabilities } from 'selenium-webdriver';
import bidi from 'selenium-webdriver/bidi/logInspector.js';
import { DriverService } from 'selenium-webdriver/remote/index.js';

import { screen } from './screen.mjs';

/** Keeps the browsers from talking to anyone but the site; root can't have Chromium's sandbox. */
const CHROMIUM = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run', '--no-default-browser-check'];

/** Each with its driver, what is asked of it, and whether that shows the console (WebDriver BiDi does). */
export const ENGINES = [
  {
    name: 'Chromium',
    driver: 'chromedriver',
    capabilities: {
      browserName: 'chrome',
      webSocketUrl: true,
      'goog:chromeOptions': { binary: process.env.CHROMIUM ?? '/usr/bin/chromium', args: CHROMIUM },
    },
    console: true,
  },
  {
    name: 'Firefox',
    driver: 'geckodriver',
    capabilities: {
      browserName: 'firefox',
      webSocketUrl: true,
      'moz:firefoxOptions': { binary: process.env.FIREFOX ?? '/usr/bin/firefox-esr', args: ['-headless'] },
    },
    console: true,
  },
  // It has no headless mode; where its browser lies the driver knows.
  { name: 'WebKit', driver: 'WebKitWebDriver', capabilities: { browserName: 'MiniBrowser' }, screen: true, console: false },
];

/** Starts an engine: its driver, and `told`, which grows with each message of the console and each error, where it shows them. */
export async function start({ driver: program, capabilities, screen: wantsScreen, console: showsConsole }) {
  const undo = [];
  const stop = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const env = { ...process.env };
    if (wantsScreen) {
      const { display, stop } = await screen();
      undo.push(stop);
      env.DISPLAY = display;
    }
    const service = new DriverService.Builder(program).setLoopback(true).setEnvironment(env).build();
    undo.push(() => service.kill());
    const driver = await new Builder().usingServer(await service.start()).withCapabilities(new Capabilities(capabilities)).build();
    undo.push(() => driver.quit());
    const told = showsConsole ? [] : undefined;
    if (told) {
      const log = await bidi(driver);
      await log.onLog((entry) => told.push(`${entry.level}: ${entry.text}`));
    }
    return { driver, told, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
