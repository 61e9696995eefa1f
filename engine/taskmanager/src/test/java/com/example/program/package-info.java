/** Stands for a user's program: frames of these classes are user code. */
@NullMarked
package com.example.program;

import org.jspecify.annotations.NullMarked;
