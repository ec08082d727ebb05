/** Clock, configuration, errors, transactions: what every room needs. About ten classes at most; uses only JDK and Jakarta. */
package io.podspace.platform;
