/**
 * What happened to an object, why, and who caused it: append-only, repetitions counted; boundary {@code Activities}.
 * May use {@code security}, {@code platform}.
 */
package io.podspace.activity;
