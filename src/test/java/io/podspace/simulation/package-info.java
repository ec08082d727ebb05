/**
 * A Docker engine that lives in memory, with a test clock and scripted failures, for tests of the loops. The same
 * contract runs on it and on the real driver, so that it cannot drift.
 */
package io.podspace.simulation;
