/**
 * Autoscalers: rules that set a deployment's number of pods by load. Here are the wishes; nothing acts on them yet. May use
 * {@code deployment}, {@code project}, {@code activity}, {@code security}, {@code platform}.
 */
package io.podspace.autoscale;
