import { render } from 'preact';
import './css/tokens.css';
import './css/page.css';
import './css/more.css';
import { startRouter } from './router/router.js';
import { App } from './shell/app.js';
import { startTheme } from './shell/theme.js';
import { startStore } from './store/start.js';

startTheme();
startRouter();
startStore();
const place = document.getElementById('app');
if (place) render(<App />, place);
