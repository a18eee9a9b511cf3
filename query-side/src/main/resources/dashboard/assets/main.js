// Where the page begins.
import './components/dashboard.js';
